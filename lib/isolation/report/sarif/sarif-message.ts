import { visible } from '../../../environment/visible';
import type { SarifMessage } from './sarif-log';

/**
 * A plain text message. Braces are doubled and what looks like a link is escaped, so that nothing from a template is taken for a placeholder
 * or a link (SARIF 2.1.0, 3.11.5 and 3.11.6).
 */
export function sarifMessage(text: string): SarifMessage {
  return {
    text: visible(text)
      .replace(/[{}]/g, '$&$&')
      .replace(/[\\[\]](?=[^\n]*\]\()|\](?=\()/g, '\\$&'),
  };
}
