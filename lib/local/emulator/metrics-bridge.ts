import { CloudWatchClient, type MetricDatum, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import type { EmulatedConfig } from '../../operations/account/emulated-config';
import { mayHoldMetrics, metricsIn } from './embedded-metrics';

export interface MetricsBridge {
  stop(): Promise<void>;
}

const EVERY_MILLISECONDS = 1000;
/** CloudWatch takes so many in one call. */
const METRICS_A_CALL = 1000;

/**
 * Does what CloudWatch does on AWS and the emulator does not: reads metrics out of the functions' log lines (embedded metric format),
 * so that dashboards and alarms work locally too.
 * @param logGroups prefix of the log groups to read
 */
export function startMetricsBridge(config: EmulatedConfig, logGroups: string): MetricsBridge {
  const logs = new CloudWatchLogsClient(config);
  const cloudWatch = new CloudWatchClient(config);
  const cursors = new Map<string, Cursor>();
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  const poll = async () => {
    const { logGroups: groups = [] } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroups }));
    for (const { logGroupName = '' } of groups) {
      const cursor = cursors.get(logGroupName) ?? new Cursor();
      cursors.set(logGroupName, cursor);
      await publish(cloudWatch, await newMessages(logs, logGroupName, cursor));
    }
  };
  const loop = async (): Promise<void> => {
    // The account may be busy or on its way down: what was missed is read the next time.
    await poll().catch(() => undefined);
    if (!stopped) timer = setTimeout(() => (running = loop()), EVERY_MILLISECONDS);
  };
  let running = loop();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      logs.destroy();
      cloudWatch.destroy();
      await running;
    },
  };
}

/** Events may be written a little later than their time says. */
const OVERLAP_MILLISECONDS = 5000;

/** How far a log group has been read. */
class Cursor {
  private latest = 0;
  /** Time of each event of the overlap, by id. */
  private readonly seen = new Map<string, number>();

  get from(): number {
    return Math.max(0, this.latest - OVERLAP_MILLISECONDS);
  }

  isNew(id: string, timestamp: number): boolean {
    if (this.seen.has(id)) return false;
    this.seen.set(id, timestamp);
    this.latest = Math.max(this.latest, timestamp);
    return true;
  }

  forgetOld(): void {
    for (const [id, timestamp] of this.seen) if (timestamp < this.from) this.seen.delete(id);
  }
}

async function newMessages(client: CloudWatchLogsClient, logGroupName: string, cursor: Cursor): Promise<string[]> {
  const messages: string[] = [];
  const pages = paginateFilterLogEvents({ client }, { logGroupName, startTime: cursor.from });
  // The emulator gives its events no id; two equal ones at the same time are told apart by their order.
  const equal = new Map<string, number>();
  for await (const { events = [] } of pages) {
    for (const { logStreamName, timestamp = 0, message = '' } of events) {
      if (!mayHoldMetrics(message)) continue;
      const content = `${logStreamName} ${timestamp} ${message}`;
      const nth = (equal.get(content) ?? 0) + 1;
      equal.set(content, nth);
      if (cursor.isNew(`${content} ${nth}`, timestamp)) messages.push(message);
    }
  }
  cursor.forgetOld();
  return messages;
}

async function publish(client: CloudWatchClient, messages: readonly string[]): Promise<void> {
  const byNamespace = new Map<string, MetricDatum[]>();
  for (const { namespace, ...datum } of messages.flatMap(metricsIn)) {
    byNamespace.set(namespace, [...(byNamespace.get(namespace) ?? []), datum]);
  }
  for (const [Namespace, data] of byNamespace) {
    for (let start = 0; start < data.length; start += METRICS_A_CALL) {
      const MetricData = data.slice(start, start + METRICS_A_CALL);
      await client.send(new PutMetricDataCommand({ Namespace, MetricData }));
    }
  }
}
