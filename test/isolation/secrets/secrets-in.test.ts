import { PLANTED, plant } from './plantings';

describe.each(Object.entries(PLANTED))('%s', (_, [kinds, places, toBeFound]) => {
  test.each(Object.entries(kinds))(
    `%s ${toBeFound ? 'is found once, wherever it stands' : 'is not found'}`,
    (kind, make) => {
      const wrong = plant({ [kind]: make }, places).filter(({ found }) => found !== (toBeFound ? 1 : 0));
      expect(wrong).toEqual([]);
    },
  );
});
