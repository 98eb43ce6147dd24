import { routesIn } from '../../../lib/contract/routes';
import { ENVIRONMENTS } from '../../../lib/environment/modes';
import { existsIn } from '../../../lib/gateway/http/router';
import { routes } from '../../../lib/gateway/routes';

describe.each(ENVIRONMENTS)('DC4 the routes of %s', (environment) => {
  test('API Gateway deploys exactly those that the function serves', () => {
    const named = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;
    const served = routes.filter((route) => existsIn(route, environment)).map(named);
    expect(routesIn(environment).map(named).sort()).toEqual(served.sort());
  });
});
