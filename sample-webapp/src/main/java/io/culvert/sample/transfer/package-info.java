/**
 * Bodies of any size in constant memory: multipart uploads and raw bodies are digested while they
 * arrive, downloads are computed while they leave. Nothing of a visitor is kept. Each request uses
 * objects of its own; nothing is shared between threads.
 */
@NullMarked
package io.culvert.sample.transfer;

import org.jspecify.annotations.NullMarked;
