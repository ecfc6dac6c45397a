// Ends with 0 when the process on PORT of this machine says that it is ready: the health check of a container.
const url = `http://127.0.0.1:${process.env.PORT ?? 3000}/health/ready`;
const answer = await fetch(url, { signal: AbortSignal.timeout(4000) }).catch(() => undefined);
process.exitCode = answer?.ok ? 0 : 1;
