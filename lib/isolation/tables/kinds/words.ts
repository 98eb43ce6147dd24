/** @returns the words of a property's name, in lower case: `S3BucketARNs` → `s3 bucket arns` */
export function wordsOf(name: string): string {
  return name
    .replace(/(ARN|URL|URI|ID|CNAME)s/g, (_, acronym: string) => ` ${acronym.toLowerCase()}s `)
    .replace(/(OIDC|SAML|IAM|AWS|VPC|KMS|SNS|SQS|EC2|S3|DNS|MQ|EFS|ECR)(?=[A-Z0-9_])/g, ' $1 ')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .trim()
    .toLowerCase();
}
