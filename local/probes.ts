import { connect } from 'node:net';
import { Connection } from '@temporalio/client';
import mongoose from 'mongoose';
import type { Probe } from './waiting';

/** How long one question may take, in ms; a server that answers, answers in a few. */
const PATIENCE_MS = 2_000;

/** A Temporal server that takes calls: its health service says so and the namespace is there. */
export function temporalAnswers(address: string, namespace = 'default'): Probe {
  return async () => {
    const connection = await Connection.connect({ address, connectTimeout: PATIENCE_MS });
    try {
      await connection.withDeadline(Date.now() + PATIENCE_MS, async () => {
        await connection.healthService.check({ service: 'temporal.api.workflowservice.v1.WorkflowService' });
        await connection.workflowService.describeNamespace({ namespace });
      });
    } finally {
      await connection.close();
    }
  };
}

/** A MongoDB that answers a ping. */
export function mongoAnswers(uri: string): Probe {
  return async () => {
    const client = new mongoose.mongo.MongoClient(uri, { serverSelectionTimeoutMS: PATIENCE_MS });
    try {
      await client.db('admin').command({ ping: 1 });
    } finally {
      await client.close();
    }
  };
}

/** An SMTP server that greets. */
export function smtpAnswers(url: string): Probe {
  const { hostname, port } = new URL(url);
  return () =>
    new Promise((resolve, reject) => {
      const socket = connect({ host: hostname, port: Number(port || '25'), timeout: PATIENCE_MS });
      const end = (error?: Error): void => {
        socket.destroy();
        if (error) reject(error);
        else resolve();
      };
      socket.once('data', (data) =>
        end(data.toString().startsWith('220') ? undefined : new Error(data.toString().trim())),
      );
      socket.once('timeout', () => end(new Error('no greeting')));
      socket.once('close', () => end(new Error('closed without a greeting')));
      socket.once('error', end);
    });
}

/** An HTTP address that answers below 400. */
export function httpAnswers(url: string): Probe {
  return async () => {
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
    await response.arrayBuffer();
    if (response.status >= 400) throw new Error(`HTTP ${response.status}`);
  };
}

/** Something that accepts connections at `host:port`. */
export function portAnswers(address: string): Probe {
  const separator = address.lastIndexOf(':');
  return () =>
    new Promise((resolve, reject) => {
      const target = {
        host: address.slice(0, separator),
        port: Number(address.slice(separator + 1)),
        timeout: PATIENCE_MS,
      };
      const socket = connect(target, () => {
        socket.destroy();
        resolve();
      });
      socket.once('timeout', () => socket.destroy(new Error('no connection')));
      socket.once('error', reject);
    });
}
