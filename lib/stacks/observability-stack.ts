import { AlarmStatusWidget, Dashboard, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { EnvironmentAlarm } from '../constructs/environment-alarm';
import { EnvironmentStack } from '../constructs/environment-stack';
import { nameOf } from '../contract/names';
import type { Environment } from '../environment/schema';
import { dashboardRows } from './alarms/dashboard';
import { alarmsOf } from './alarms/metric-alarms';

export interface ObservabilityStackProps {
  readonly environment: Environment;
  /** Where alarms go; its policy and its key must let CloudWatch publish. */
  readonly alarmTopic: ITopic;
}

/** The environment's own dashboard, and its alarms with the thresholds of its file. */
export class ObservabilityStack extends EnvironmentStack {
  constructor(scope: Construct, { environment, alarmTopic }: ObservabilityStackProps) {
    super(scope, 'observability', { environment, description: 'dashboard and alarms' });
    const { name, account, region, contact, modes } = environment;
    const alarms = alarmsOf(environment).map(
      (alarm) => new EnvironmentAlarm(this, alarm.part, { environment, topic: alarmTopic, ...alarm }),
    );
    const markdown = `# Airlock ${name}, mode ${modes.join(', ')}\nAccount ${account}, ${region}. Owned by ${contact.team}, ${contact.email}.`;
    new Dashboard(this, 'Dashboard', {
      dashboardName: nameOf(name),
      widgets: [
        [new TextWidget({ markdown, width: 24, height: 2 })],
        [new AlarmStatusWidget({ title: 'Alarms', alarms, width: 24, height: 3 })],
        ...dashboardRows(environment),
      ],
    });
  }
}
