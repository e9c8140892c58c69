-- The check names its table with its schema: a role that may make temporary tables could else put an empty
-- "ledger_entry" of its own before it, and the check would look at that one.
CREATE OR REPLACE FUNCTION "ledger_entry_balanced"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  IF (SELECT sum("units") FROM "public"."ledger_entry" WHERE "transaction_id" = NEW."transaction_id") <> 0 THEN
    RAISE EXCEPTION ''ledger transaction % does not sum to zero'', NEW."transaction_id" USING ERRCODE = ''check_violation''\x3b
  END IF\x3b
  RETURN NULL\x3b
END';

-- Secrets of links whose mail is out or was given up. From now on they are taken out as that happens.
UPDATE "outgoing_notice" SET "params" = "params" - 'token' WHERE "status" <> 'QUEUED' AND "params" ? 'token';
