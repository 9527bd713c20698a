/**
 * The contract of session stores as tests, for every store to pass, and a clock for tests. Door:
 * {@link io.culvert.session.SessionStoreContract}.
 */
@NullMarked
package io.culvert.session;

import org.jspecify.annotations.NullMarked;
