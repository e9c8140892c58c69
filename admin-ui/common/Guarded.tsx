import type { ReactNode } from 'react';
import type { Permission } from '#contract/access/permissions';
import { mayDo, useMe } from '../session/me.ts';
import { DeniedPage } from '../shell/ErrorPage.tsx';
import { LoadingLines } from './StateMessage.tsx';

/** Draws a page that is no resource only for who may see it; nothing of it is fetched for anybody else. */
export const Guarded = (props: { permission: Permission; children: ReactNode }) => {
  const me = useMe();
  if (!me) return <LoadingLines />;
  return mayDo(me, props.permission) ? props.children : <DeniedPage />;
};
