import { Alert, Box, Card, LinearProgress } from '@mui/material';
import type { ReactNode } from 'react';
import { ListBase, type ListBaseProps, useListContext } from 'react-admin';
import { useT } from '../i18n/texts.ts';
import { PageHead } from './PageHead.tsx';
import { PagesFooter } from './PagesFooter.tsx';
import { ResourceTable } from './ResourceTable.tsx';
import { EmptyMessage, LoadError, LoadingLines } from './StateMessage.tsx';
import type { Column } from './table-columns.ts';

interface ListPageProps<R> extends Pick<ListBaseProps, 'resource' | 'sort' | 'filter' | 'storeKey'> {
  readonly title: string;
  readonly help?: string;
  /** The page around the list has its title already. */
  readonly untitled?: boolean;
  readonly columns: readonly Column<R>[];
  /** Where a row leads; nothing when absent. */
  readonly to?: (row: R) => string;
  readonly filters?: ReactNode;
  /** Between filters and rows, such as what can be done with the chosen rows. */
  readonly above?: ReactNode;
  readonly actions?: ReactNode;
  readonly empty: string;
  readonly emptyAction?: ReactNode;
  readonly filterDefaultValues?: Record<string, unknown>;
}

const Body = <R extends { id: string }>(props: ListPageProps<R>) => {
  const t = useT();
  const {
    data,
    error,
    isPending,
    isFetching,
    isPaused,
    isPlaceholderData,
    refetch,
    filterValues,
    page,
    setPage,
  } = useListContext<R>();
  // A page far behind the counted rows opens only from the one before it: asking again starts at the first.
  const again = () => (page > 1 ? setPage(1) : void refetch());
  if (error && !data) return <LoadError error={error} onRetry={again} />;
  if (isPending) return <LoadingLines lines={6} />;
  const filtered = Object.values(filterValues ?? {}).some((value) => value !== '' && value !== undefined);
  if (!data || data.length === 0) {
    return filtered ? (
      <EmptyMessage text={t.console.common.emptyFiltered} />
    ) : (
      <EmptyMessage text={props.empty}>{props.emptyAction}</EmptyMessage>
    );
  }
  return (
    <>
      {isPlaceholderData && isPaused ? (
        <Alert severity="warning">{t.ra.message.placeholder_data_warning}</Alert>
      ) : null}
      {isFetching ? (
        <LinearProgress
          aria-label={t.console.common.loading}
          sx={{ height: 3, position: 'absolute', left: 0, right: 0, top: 0 }}
        />
      ) : null}
      <ResourceTable<R> columns={props.columns} {...(props.to ? { to: props.to } : {})} />
      <PagesFooter />
    </>
  );
};

const quiet = { onError: () => {} };

/** A list as all of ours look: title with help, filters, table or cards, pages; errors and emptiness say what to do. */
export const ListPage = <R extends { id: string }>(props: ListPageProps<R>) => (
  <ListBase
    perPage={25}
    {...(props.resource ? { resource: props.resource } : {})}
    {...(props.sort ? { sort: props.sort } : {})}
    {...(props.filter ? { filter: props.filter } : {})}
    {...(props.filterDefaultValues ? { filterDefaultValues: props.filterDefaultValues } : {})}
    {...(props.storeKey === undefined ? {} : { storeKey: props.storeKey })}
    exporter={false}
    // What went wrong stands in the list's place; a notification would say it twice.
    queryOptions={quiet}
  >
    {props.untitled ? null : (
      <PageHead title={props.title} help={props.help}>
        {props.actions}
      </PageHead>
    )}
    {props.filters ? <Box sx={{ mb: 1.5 }}>{props.filters}</Box> : null}
    {props.above}
    <Card sx={{ position: 'relative' }}>
      <Body {...props} />
    </Card>
  </ListBase>
);
