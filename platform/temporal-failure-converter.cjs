/**
 * Messages and stacks of failures go through the payload codec like any other value, so that Temporal's database and
 * its web page show "Encoded failure" instead of text. CommonJS, since Temporal loads this file by its path.
 */
const { DefaultFailureConverter } = require('@temporalio/common');

exports.failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
