<%@ page session="false" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<%@ taglib prefix="f" uri="/WEB-INF/sample.tld" %>
<t:page title="Session" lead="Looking at this page starts no session. Only the button does.">
<section class="panel facts">
<h2>${f:esc(view.present ? 'Your session' : 'You have no session')}</h2>
<t:when test="${view.staleId}"><p>Your browser sent the id of a session that has ended.</p></t:when>
<t:when test="${view.present}">
<dl>
<div><dt>Visits counted</dt><dd class="big">${f:esc(view.visits)}</dd></div>
<div><dt>Id</dt><dd><code>${f:esc(view.id)}</code></dd></div>
<div><dt>New</dt><dd>${f:esc(view.fresh ? 'yes: the id has not come back yet' : 'no: your browser sent the id back')}</dd></div>
<div><dt>Id came as a cookie</dt><dd>${f:esc(view.cameByCookie ? 'yes' : 'no')}</dd></div>
<div><dt>Created</dt><dd>${f:esc(view.created)}</dd></div>
<div><dt>Previous request</dt><dd>${f:esc(view.lastAccessed)}</dd></div>
<div><dt>Ends after</dt><dd>${f:esc(view.maxInactiveSeconds)} s without requests</dd></div>
</dl>
</t:when>
<form method="post" action="${f:esc(pageContext.request.contextPath)}/session" class="row">
<button name="action" value="visit">${f:esc(view.present ? 'Count a visit' : 'Start a session')}</button>
<t:when test="${view.present}">
<button name="action" value="change-id" class="quiet">Change the id</button>
<button name="action" value="invalidate" class="quiet">End the session</button>
</t:when>
</form>
</section>
<section class="panel">
<h2>The session nobody asked for</h2>
<p>A JSP starts a session for every visitor unless it says <code>session="false"</code>. So every robot that never sends a cookie back leaves an empty session behind with each request, and a server that keeps them all ends up throwing out real users.</p>
<p><a class="button quiet" href="${f:esc(pageContext.request.contextPath)}/implicit-session.jsp">Open a page that does so</a></p>
</section>
</t:page>
