import { bothParts } from './both-parts';
import { recordedDigests, recordedParts } from './recorded';
import { differences, digestsOf } from './template-parts';

/** Proves nothing by itself: it makes an unintended change visible. */
test('the templates are as they were recorded; if this change is meant, `npm run templates:record`', () => {
  const parts = bothParts();
  const [now, then] = [digestsOf(parts), recordedDigests()];
  const before = JSON.stringify(now) === JSON.stringify(then) ? undefined : recordedParts();
  if (before) {
    const [is, was] = differences(parts, before);
    expect(is).toEqual(was);
  }
  // Where what was recorded cannot be shown, at least which parts are others.
  expect(now).toEqual(then);
});
