/**
 * How users of an application log in, in terms of the servlet engine: by password, page, Digest,
 * certificate or because the front end says so. Doors: {@link
 * io.culvert.container.login.LoginMechanisms}, {@link io.culvert.container.login.AuthMethods} and
 * {@link io.culvert.container.login.FrontEndLogins}. Asked by many request threads at once.
 */
@NullMarked
package io.culvert.container.login;

import org.jspecify.annotations.NullMarked;
