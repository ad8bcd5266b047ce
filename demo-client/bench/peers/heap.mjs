// Tells the live heap to whoever writes a line to standard input; needs --expose-gc.
process.stdin.on('data', () => {
  globalThis.gc?.();
  console.log(`heap ${process.memoryUsage().heapUsed}`);
});
process.stdin.unref?.();
