/**
 * Who may log in to applications: the seam by which user names and passwords of {@code BASIC} and
 * {@code FORM} logins are checked. Doors: {@link io.culvert.container.identity.IdentitySource},
 * {@link io.culvert.container.identity.MemoryIdentities}. Sources are asked by many request threads
 * at once.
 */
@NullMarked
package io.culvert.container.identity;

import org.jspecify.annotations.NullMarked;
