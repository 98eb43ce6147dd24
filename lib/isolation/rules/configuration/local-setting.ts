import { SETTINGS } from '../../../contract/settings';
import type { Rule } from '../../model/rule';
import { textsOfSide } from '../../model/walk-texts';

/** The setting that makes the emulated accounts reachable over loopback is injected into local templates only. */
const LOOPBACK = new RegExp(`^${SETTINGS.loopback}$`);

/** No template that goes to AWS allows loopback as a host or a destination. */
export const localSetting: Rule = {
  id: 'local-setting',
  channel: 'configuration',
  title: 'a setting of the local accounts stands in a template',
  help: `${SETTINGS.loopback} lets a gateway answer and call over loopback, where it would reach whatever runs beside it. It belongs to \`airlock up\` alone.`,
  *check({ own }) {
    for (const { subject, path, text } of textsOfSide(own)) {
      if (!LOOPBACK.test(text)) continue;
      yield {
        subject,
        path,
        decision: 'open',
        direction: 'out',
        severity: 'high',
        reason: 'it lets the gateway answer and call over loopback',
        statement: SETTINGS.loopback,
        fix: 'synthesize again with `airlock synth`, and never deploy what is in .emulator',
      };
    }
  },
};
