import { addressRule } from '../address/address-rule';

/** No event, message or stream is sent to the other account or taken from it. */
export const eventDestinations = addressRule({
  id: 'event-destinations',
  channel: 'events',
  title: 'events or messages go to the other account, or come from it',
  help: 'Targets, subscriptions, queues for failures, pipes, schedules, event sources and API destinations lead to things of this account, of AWS or of somebody who is neither side. Name a target of this account.',
  severity: () => 'high',
  fix: 'send to, and take from, topics, queues, buses, streams and functions of this account only',
});
