-- Acts of people that are recorded here, of which a workflow may not have heard.
ALTER TABLE "outbox" DROP CONSTRAINT "outbox_kind_code";
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_kind_code" CHECK ("kind" IN (
  'START_ORDER',
  'START_REQUEST',
  'REQUEST_CHANGED',
  'CALENDAR_CHANGED',
  'CHECK_RETURN_DATA',
  'START_MATCHING',
  'ORDER_ACTED',
  'REQUEST_ACTED',
  'MATCHING_ACTED'
));
