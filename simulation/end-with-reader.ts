/** Whoever reads the output has read enough (`| head`): there is nothing to tell and nothing left to do. */
export function endWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    console.error(`the answers cannot be written: ${error.message}`);
    process.exit(1);
  });
}
