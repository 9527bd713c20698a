<%@ page session="false" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<%@ taglib prefix="f" uri="/WEB-INF/sample.tld" %>
<t:page title="1996, again" lead="The application that the first FastCGI performance paper measured, in this server.">
<p>Each request checks a password, fetches a user's row of 100 bytes from a database, reads a file of 3,000 bytes and puts the user's attributes into it. What the program remembers between requests decides how fast that is.</p>
<section class="panel">
<h2>${f:esc(empty measured ? 'Times of the pages served so far' : 'Times measured just now')}</h2>
<div class="scroll">
<table>
<thead><tr><th scope="col">Connection</th><th scope="col">Row</th><th scope="col">Requests</th><th scope="col">Median, ms</th><th scope="col">Mean, ms</th><th scope="col">95 % within, ms</th><th scope="col">1996, per request</th></tr></thead>
<tbody>
<t:each items="${empty measured ? served : measured}">
<tr><th scope="row">${f:esc(item.cell.kept() ? 'kept' : 'reopened')}</th><td>${f:esc(item.cell.cached() ? 'cached' : 'read each time')}</td><td>${f:esc(item.summary.requests)}</td><td><strong>${f:esc(item.summary.medianMillis())}</strong></td><td>${f:esc(item.summary.meanMillis())}</td><td>${f:esc(item.summary.p95Millis())}</td><td>${f:esc(item.cell.in1996())}</td></tr>
</t:each>
</tbody>
</table>
</div>
<p class="note">These are times inside the application, without front end and network; the paper's are whole requests on a machine of 1996, with the database in another process. Compare the ratios, not the numbers, and rather of the medians: a single pause of the JVM can double a mean. Here the database is in memory, so that opening it costs far less than it did. ${f:esc(empty measured ? '' : 'Measured with the paper\'s load: ten clients, ten users each, ten requests a user, one after the other, with an empty cache at the beginning.')}</p>
<form method="post" action="${f:esc(pageContext.request.contextPath)}/paper" class="row"><button>Measure now</button><t:when test="${not empty measured}"><a class="button quiet" href="${f:esc(pageContext.request.contextPath)}/paper">Show what was served</a></t:when></form>
</section>
<section class="panel">
<h2>See the pages</h2>
<t:when test="${empty user}">
<p>There are 1,000 users: <code>user0001</code> with the password <code>secret0001</code>, and so on.</p>
<form method="post" action="${f:esc(pageContext.request.contextPath)}/paper/login" class="row">
<label>User <input name="user" value="user0001" maxlength="20" autocomplete="off" required></label>
<label>Password <input name="password" type="password" value="secret0001" maxlength="20" autocomplete="off" required></label>
<button>Log in</button>
</form>
</t:when>
<t:when test="${not empty user}">
<p>You are <strong>${f:esc(user)}</strong>.</p>
<div class="scroll">
<table>
<thead><tr><th scope="col">Connection, row</th><th scope="col" colspan="3">Pages</th></tr></thead>
<tbody>
<t:each items="${cells}">
<tr><th scope="row">${f:esc(item.kept() ? 'kept' : 'reopened')}, ${f:esc(item.cached() ? 'cached' : 'read each time')}</th><td><a href="${f:esc(pageContext.request.contextPath)}/paper/page/home?cell=${f:esc(item.key())}">home</a></td><td><a href="${f:esc(pageContext.request.contextPath)}/paper/page/rain?cell=${f:esc(item.key())}">rain</a></td><td><a href="${f:esc(pageContext.request.contextPath)}/paper/page/catalogue?cell=${f:esc(item.key())}">catalogue</a></td></tr>
</t:each>
</tbody>
</table>
</div>
<form method="post" action="${f:esc(pageContext.request.contextPath)}/paper/logout"><button class="quiet">Log out</button></form>
</t:when>
<p>Programs send the password with each request and get no session:</p>
<pre><code>curl -u user0001:secret0001 '<var>http://this-server</var>${f:esc(pageContext.request.contextPath)}/paper/page/home?cell=reopened-uncached'</code></pre>
</section>
</t:page>
