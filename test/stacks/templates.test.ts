import { BOTH } from './synthesized';

/** What changes with the code alone: asset names, and the logical id of the version published from them. */
function withoutHashes(template: unknown): unknown {
  const text = JSON.stringify(template)
    .replace(/[0-9a-f]{64}/g, '<asset>')
    .replace(/(CurrentVersion[0-9A-F]{8})[0-9a-f]{32}/g, '$1<version>');
  return JSON.parse(text);
}

/** Proves nothing by itself: it makes a change that nobody meant visible. */
test.each(BOTH)('%s: the templates are as they were', (_, { templates }) => {
  const compared = Object.entries(templates).map(([stack, template]) => [stack, withoutHashes(template)]);
  expect(Object.fromEntries(compared)).toMatchSnapshot();
});
