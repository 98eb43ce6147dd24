// The CloudFormation validator costs seconds a synth; one full synth in the suite turns it back on.
process.env.CDK_VALIDATION ??= 'false';
