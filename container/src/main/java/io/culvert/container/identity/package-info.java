/**
 * Who may log in to applications: what is kept of users, and how what they show is checked against
 * it. Doors: {@link io.culvert.container.identity.IdentitySource}, which logins ask, and {@link
 * io.culvert.container.identity.Users} with {@link io.culvert.container.identity.FileUsers} and its
 * like, where users are kept. All of it is asked by many request threads at once.
 */
@NullMarked
package io.culvert.container.identity;

import org.jspecify.annotations.NullMarked;
