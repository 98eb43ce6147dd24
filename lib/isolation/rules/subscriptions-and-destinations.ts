import type { AddressRuleProps } from '../address/address-rule';
import type { AddressRuleId } from '../address/rule-of-property';

/** The rules that see a foreign subscription, target or destination of events, messages, logs, metrics or traces. */
export const SUBSCRIPTION_ROWS = {
  'event-destinations': {
    channel: 'events',
    title: 'events or messages go to the other account, or come from it',
    help: 'Targets, subscriptions, queues for failures, pipes, schedules, event sources and API destinations lead to things of this account, of AWS or of somebody who is neither side. Name a target of this account.',
    severity: 'high',
    fix: 'send to, and take from, topics, queues, buses, streams and functions of this account only',
  },
  'log-destinations': {
    channel: 'observability',
    title: 'logs, metrics or traces go to the other account',
    help: 'Subscription filters, deliveries, metric streams, sinks, trails, flow logs, access logs, dashboards and alarms lead to things of this account only.',
    severity: 'high',
    fix: 'keep logs, metrics, traces, dashboards and alarms in this account',
  },
} as const satisfies Partial<Record<AddressRuleId, AddressRuleProps>>;
