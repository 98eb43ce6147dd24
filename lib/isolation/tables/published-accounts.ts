/**
 * Accounts that AWS publishes in its documentation, by what it does with them; those that the CDK knows (load balancer
 * logs, layers, deep learning images) come from its region facts instead.
 */
export const PUBLISHED_ACCOUNTS: Readonly<Record<string, readonly string[]>> = {
  // Amazon Redshift Management Guide, "Database audit logging": bucket permissions, by region.
  'Amazon Redshift audit logs': [
    ...['193672423079', '391106570357', '262260360010', '902366379725', '365689465814', '313564881002'],
    ...['865932855811', '090321488786', '760740231472', '361669875840', '762762565011', '404641285394'],
    ...['907379612154', '053454850223', '210876761215', '307160386991', '945612479654', '915173422425'],
    ...['729911121831', '013126148197', '075028567923', '111890595117', '660998842044', '665727464434'],
  ],
  // Amazon EKS User Guide, "View Amazon container image registries for Amazon EKS add-ons".
  'Amazon EKS images': [
    ...['602401143452', '877085696533', '800184023465', '533267051163', '900889452093', '296578399912'],
    ...['491585149902', '151610086707', '121268973566', '761377655185', '900612956339', '590381155156'],
    ...['455263428931', '066635153087', '759879836304', '558608220178', '918309763551', '961992271922'],
    ...['151742754352', '013241004608'],
  ],
  // Powertools for AWS Lambda documentation, "Lambda layer": Python, and TypeScript.
  'Powertools for AWS Lambda layers': ['017000801446', '094274105915'],
  // AWS SDK for pandas documentation, "AWS Lambda layer".
  'AWS SDK for pandas layers': ['336392948345'],
};
