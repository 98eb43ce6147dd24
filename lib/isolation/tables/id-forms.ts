/** An id of a Cognito user pool such as `eu-west-1_AbCdEfGhI`, as the text of a pattern. Source: Cognito API reference, `UserPoolId`. */
export const USER_POOL_ID = '[a-z]{2}(?:-[a-z]{2,12}){1,3}-\\d_[A-Za-z\\d]{9}';
