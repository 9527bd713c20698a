/**
 * What happens on one front-end connection: records come in and become requests, responses go out.
 * Doors: {@link io.culvert.connector.connection.Application}, the seam to whatever answers; {@link
 * io.culvert.connector.connection.FcgiRequest} with its {@link
 * io.culvert.connector.connection.RequestBody} and {@link
 * io.culvert.connector.connection.ResponseStream}; {@link
 * io.culvert.connector.connection.Connection}, which a loop drives.
 *
 * <p>Thread rule: everything of a connection's input belongs to the holder of its loop's baton.
 * Bodies and responses may be used by any thread, one reader and one writer at a time.
 */
@NullMarked
package io.culvert.connector.connection;

import org.jspecify.annotations.NullMarked;
