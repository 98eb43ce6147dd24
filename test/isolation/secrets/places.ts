import { buildSide, type Side } from '../../../lib/isolation/model/side';
import type { JsonObject } from '../../../lib/isolation/template/json';

/** A template as a side of its own. */
export function sideOf(template: JsonObject): Side {
  return buildSide('live', { account: '222222222222', region: 'eu-west-1', stacks: [{ name: 'app', template }] });
}

type Place = (text: string) => JsonObject;
const one = (Type: string, Properties: object, more: object = {}) =>
  ({ ...more, Resources: { Seen: { Type, Properties } } }) as unknown as JsonObject;
const variable =
  (name: string): Place =>
  (text) =>
    one('AWS::Lambda::Function', { Environment: { Variables: { [name]: text } } });
const task =
  (name: string): Place =>
  (text) =>
    one('AWS::ECS::TaskDefinition', {
      ContainerDefinitions: [{ Name: 'app', Environment: [{ Name: name, Value: text }] }],
    });

/** Where a text may stand that nothing is said about. */
export const TEXTS: Readonly<Record<string, Place>> = {
  'a script': (text) =>
    one('AWS::EC2::Instance', { UserData: { 'Fn::Base64': `#!/bin/sh\nexport SETTING='${text}'\nstart\n` } }),
  code: (text) => one('AWS::Lambda::Function', { Code: { ZipFile: `exports.setting = '${text}';\n` } }),
  'a document': (text) => one('AWS::SSM::Parameter', { Type: 'String', Value: JSON.stringify({ setting: text }) }),
  'an output': (text) => ({ Resources: {}, Outputs: { Out: { Value: text } } }) as unknown as JsonObject,
  'a description': (text) => ({ Resources: {}, Description: text }) as unknown as JsonObject,
  'a joined text': (text) =>
    variable('SETTING')('x')['Resources'] !== undefined
      ? one('AWS::Lambda::Function', {
          Environment: { Variables: { SETTING: { 'Fn::Join': ['', [text.slice(0, 5), text.slice(5)]] } } },
        })
      : {},
};

/** A variable that says nothing of what it holds. */
export const VARIABLES: Readonly<Record<string, Place>> = {
  'a variable': variable('SETTING'),
  'a variable of a list': task('SETTING'),
};

/** Each variable has its own name. */
export const BESIDE: Readonly<Record<string, Place>> = {
  'a variable beside a name': (text) =>
    one('AWS::Lambda::Function', { Environment: { Variables: { TABLE_NAME: 'orders', SETTING_VALUE: text } } }),
};

/** What is called a key and is public. */
export const PUBLIC: Readonly<Record<string, Place>> = {
  'a variable called a publishable key': variable('CHECKOUT_PUBLISHABLE_KEY'),
  'a variable called the key of a site': variable('captchaSiteKey'),
};

/** What is called a secret. */
export const CALLED: Readonly<Record<string, Place>> = {
  'a password': (text) => one('AWS::RDS::DBInstance', { MasterUserPassword: text }),
  'a client’s secret': (text) =>
    one('AWS::Cognito::UserPoolIdentityProvider', { ProviderDetails: { client_secret: text } }),
  'a variable called a password': variable('DB_PASSWORD'),
  'a variable called a key': variable('partnerApiKey'),
  'a variable of a list called a token': task('ACCESS_TOKEN'),
  'a variable called the base of keys': variable('SECRET_KEY_BASE'),
  'a variable of a service': (text) =>
    one('AWS::AppRunner::Service', {
      SourceConfiguration: {
        ImageRepository: {
          ImageConfiguration: { RuntimeEnvironmentVariables: [{ Name: 'DB_PASSWORD', Value: text }] },
        },
      },
    }),
  'an option called a password': (text) =>
    one('AWS::ElasticBeanstalk::Environment', {
      OptionSettings: [
        { Namespace: 'aws:elasticbeanstalk:application:environment', OptionName: 'DB_PASSWORD', Value: text },
      ],
    }),
  'a header called a secret': (text) =>
    one('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        Origins: [{ Id: 'o', OriginCustomHeaders: [{ HeaderName: 'X-Origin-Secret', HeaderValue: text }] }],
      },
    }),
  'a hidden parameter': (text) =>
    ({
      Parameters: { Setting: { Type: 'String', NoEcho: true, Default: text } },
      Resources: {},
    }) as unknown as JsonObject,
  'a parameter called a password': (text) =>
    ({
      Parameters: { DatabasePassword: { Type: 'String', Default: text } },
      Resources: {},
    }) as unknown as JsonObject,
};
