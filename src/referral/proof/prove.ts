declare const __PROOF_WORKER__: string;

/**
 * The proof for a challenge of our server, as it stands in the header; empty when this device cannot do the
 * work. The worker is loaded only now. Never throws.
 */
export const prove = (challenge: unknown): Promise<string> =>
  new Promise((resolve) => {
    try {
      const worker = new Worker(__PROOF_WORKER__);
      const end = (proof: string): void => {
        worker.terminate();
        resolve(proof);
      };
      worker.onmessage = ({ data }) => end(String(data));
      worker.onerror = () => end('');
      worker.postMessage(challenge);
    } catch {
      resolve('');
    }
  });
