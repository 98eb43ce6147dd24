import { ACKNOWLEDGEMENT } from '../../isolation/audit/acknowledge';
import type { AuditReport } from '../../isolation/findings/audit-report';
import { weakerLive } from '../../isolation/parity/weaker-live';
import { RULES } from '../../isolation/rules/rules';
import type { Format } from './formats';

/** Every rule that a finding may be under. */
const DESCRIBED = [...RULES, weakerLive, ACKNOWLEDGEMENT];

/** Loads only the code of the one format. @param terminal whether the report is printed, and not written to a file */
export async function renderReport(report: AuditReport, format: Format, terminal: boolean): Promise<string> {
  switch (format) {
    case 'json':
      return (await import('../../isolation/report/json/render-json.js')).renderJson(report);
    case 'sarif':
      return (await import('../../isolation/report/sarif/render-sarif.js')).renderSarif(report, DESCRIBED);
    case 'html':
      return (await import('../../isolation/report/html/render-html.js')).renderHtml(report, DESCRIBED);
    case 'text': {
      const { renderText } = await import('../../isolation/report/text/render-text.js');
      const onTerminal = terminal && process.stdout.isTTY;
      return renderText(report, {
        colour: onTerminal && !process.env['NO_COLOR'],
        width: onTerminal ? process.stdout.columns : 100,
      });
    }
  }
}
