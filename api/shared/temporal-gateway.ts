import {
  isGrpcServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { matchingActUpdate, matchingWorkflowId } from '#contract/metering/matching/messages';
import { orderActUpdate, orderWorkflowId } from '#contract/orders/messages';
import { requestActUpdate, requestWorkflowId } from '#contract/requests/messages';
import { AppError, type ErrorCode, type ErrorParams, isErrorCode } from '#contract/shared/errors';
import type { TemporalClient } from '#platform/temporal';
import { type TemporalGateway, WorkflowGone } from './deps.ts';

/** The gateway over a real Temporal client. */
export function createTemporalGateway({ client, isReachable }: TemporalClient): TemporalGateway {
  /** The Update's id is the intent's: a repeat has one effect. */
  async function update<R, A extends { readonly intentId: string }>(
    name: string,
    workflowId: string,
    request: A,
    withinMs: number,
  ): Promise<R> {
    const handle = client.workflow.getHandle(workflowId);
    const result = client.withDeadline(Date.now() + withinMs, () =>
      handle.executeUpdate<R, [A]>(name, { updateId: request.intentId, args: [request] }),
    );
    try {
      return await within(result, withinMs + 500);
    } catch (error) {
      throw refusalOf(error);
    }
  }

  return {
    isReachable: () => isReachable(),
    act: (orderId, request, withinMs) => update(orderActUpdate, orderWorkflowId(orderId), request, withinMs),
    actOnRequest: (requestId, request, withinMs) =>
      update(requestActUpdate, requestWorkflowId(requestId), request, withinMs),
    actOnMatching: (jobId, request, withinMs) =>
      update(matchingActUpdate, matchingWorkflowId(jobId), request, withinMs),
  };
}

/** The deadline of a call does not count the time in which a connection is sought. */
async function within<T>(promise: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(notCertain('no answer in time')), ms);
  });
  // A loser that fails later has nobody to tell.
  promise.catch(() => undefined);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

const notCertain = (message: string, cause?: unknown): AppError =>
  new AppError('WORKFLOW_UNAVAILABLE', { message, cause });

/** What the client throws, in our terms. The failure's type is an error code, its first detail our `details`. */
function refusalOf(error: unknown): unknown {
  if (error instanceof AppError) return error;
  if (error instanceof WorkflowUpdateFailedError) return failureOf(error.cause ?? error);
  if (error instanceof WorkflowNotFoundError) return new WorkflowGone('no running workflow');
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError)
    return notCertain('no answer in time', error);
  if (isGrpcServiceError(error)) return notCertain('Temporal does not answer', error);
  return notCertain('the call to Temporal failed', error);
}

function failureOf(cause: unknown): unknown {
  if (cause instanceof ApplicationFailure) {
    if (isErrorCode(cause.type)) return refusalFrom(cause.type, cause);
    // The server itself ends an update whose workflow closes before it is done.
    if (cause.type === 'AcceptedUpdateCompletedWorkflow')
      return new WorkflowGone('the workflow closed meanwhile');
  }
  return notCertain('the update failed', cause);
}

/** The first detail carries `{state, allowed}` and, where the sentence names something, `params`. */
function refusalFrom(code: ErrorCode, cause: ApplicationFailure): AppError {
  const [first] = (cause.details ?? []) as unknown[];
  const { params = {}, ...details } = (first ?? {}) as { params?: ErrorParams };
  return new AppError(code, { message: 'refused by the workflow', params, details, cause });
}
