import {
  isGrpcServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import {
  type OrderActRequest,
  type OrderActResult,
  orderActUpdate,
  orderWorkflowId,
} from '#contract/orders/messages';
import { AppError, type ErrorCode, type ErrorParams, isErrorCode } from '#contract/shared/errors';
import type { TemporalClient } from '#platform/temporal';
import { type TemporalGateway, WorkflowGone } from '../shared/deps.ts';

/** The gateway over a real Temporal client. */
export const createTemporalGateway = ({ client, isReachable }: TemporalClient): TemporalGateway => ({
  isReachable: () => isReachable(),
  async act(orderId, request, withinMs) {
    const handle = client.workflow.getHandle(orderWorkflowId(orderId));
    const update = client.withDeadline(Date.now() + withinMs, () =>
      handle.executeUpdate<OrderActResult, [OrderActRequest]>(orderActUpdate, {
        updateId: request.intentId,
        args: [request],
      }),
    );
    try {
      return await within(update, withinMs + 500);
    } catch (error) {
      throw refusalOf(error);
    }
  },
});

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
