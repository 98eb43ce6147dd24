/** Keys are type and path without positions. Source: CloudFormation template reference of each type. */
const DECIDES =
  /Authorizer|Authenticat|UserPool(?:Id|Arn|Config|IdentityProvider|$)|Provider|Issuer|Jwt|OpenIDConnect|TrustAnchor/;

/** Whether a property of an API says who decides who may call it. */
export function decidesWhoCalls(key: string): boolean {
  return DECIDES.test(key);
}

/** Whether this side hands over there what a sign-in is made of: to the triggers of a user pool, and codes to where they come back. */
export function handsOverSignIns(key: string): boolean {
  return /^AWS::Cognito::UserPool\.LambdaConfig\b|\.(?:Callback|Logout)URLs$/.test(key);
}
