/**
 * The servers that run on this machine, reached as their own administrator would: found in the
 * process table, attached to by the mechanism of the Java run time, which lets in the same user and
 * nobody else, and spoken to by JMX. Doors: {@link io.culvert.container.attach.LocalServers},
 * {@link io.culvert.container.attach.ServerSession}. A session is for one thread at a time, except
 * that its beans may be read while an operation runs. Who attaches gets a {@linkplain
 * java.io.ObjectInputFilter filter} for all that the process reads as objects, so a server itself
 * never does.
 */
@NullMarked
package io.culvert.container.attach;

import org.jspecify.annotations.NullMarked;
