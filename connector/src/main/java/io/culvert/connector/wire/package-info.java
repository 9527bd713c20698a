/**
 * FastCGI records as Java values, and Java values as FastCGI records (FastCGI Specification 1.0 §3
 * to §5). Doors: {@link io.culvert.connector.wire.RecordReader}, {@link
 * io.culvert.connector.wire.RecordWriter} and {@link io.culvert.connector.wire.NameValueDecoder}.
 * Nothing here starts a thread, logs or touches a socket; a reader or decoder belongs to one thread
 * at a time, values may be shared.
 */
@NullMarked
package io.culvert.connector.wire;

import org.jspecify.annotations.NullMarked;
