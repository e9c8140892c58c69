import { expect, it } from 'vitest';
import { routes } from '#contract/routes';
import { resourcePermissions } from '../session/access.ts';
import { fillPath, routeLines } from './routes.ts';

it.each(Object.entries(routeLines))('calls %s where the contract has it', (id, line) => {
  const route = routes[id as keyof typeof routes];
  expect(line).toBe(`${route.method} ${route.path}`);
});

it('fills parameters encoded and refuses a missing one', () => {
  expect(fillPath('/a/:id/b/:kind', { id: 'x/y', kind: 'z' })).toBe('/a/x%2Fy/b/z');
  expect(() => fillPath('/a/:id', {})).toThrow('needs id');
});

it.each(Object.entries(resourcePermissions))(
  'opens the list of %s by the permission of its route',
  (resource, actions) => {
    const route = Object.values(routes).find(
      ({ method, path }) => method === 'get' && path === `/api/v1/${resource}`,
    );
    expect(route?.access).toBe(actions.list);
  },
);
