/** The parts of an alarm on which its state depends. */
export interface EvaluatedAlarm {
  readonly Threshold: number;
  readonly EvaluationPeriods: number;
  readonly DatapointsToAlarm: number;
  readonly TreatMissingData: string;
}

/**
 * Whether CloudWatch has an alarm in ALARM after a series of periods; undefined is one without data. M out of N, and what missing data
 * means, are as its user guide has them ("Evaluating an alarm", "Configuring how CloudWatch alarms treat missing data").
 */
export function goesOff(alarm: EvaluatedAlarm, periods: readonly (number | undefined)[]): boolean {
  let alarmed = false;
  for (const at of periods.keys()) {
    const window = periods.slice(Math.max(0, at + 1 - alarm.EvaluationPeriods), at + 1);
    const known = window.filter((value) => value !== undefined);
    if (known.length === 0 && alarm.TreatMissingData === 'ignore') continue;
    alarmed = known.filter((value) => value >= alarm.Threshold).length >= alarm.DatapointsToAlarm;
  }
  return alarmed;
}
