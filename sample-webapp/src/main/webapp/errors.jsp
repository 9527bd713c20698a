<%@ page session="false" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<%@ taglib prefix="f" uri="/WEB-INF/sample.tld" %>
<t:page title="Errors" lead="Each link fails in a way of its own.">
<section class="panel">
<h2>With an error page</h2>
<ul class="links">
<li><a href="${f:esc(pageContext.request.contextPath)}/no-such-page">A page that does not exist</a><span>404, by the server</span></li>
<li><a href="${f:esc(pageContext.request.contextPath)}/fail?how=404">A servlet that finds nothing</a><span>404, by <code>sendError</code></span></li>
<li><a href="${f:esc(pageContext.request.contextPath)}/fail?how=500">A servlet that says it failed</a><span>500, by <code>sendError</code></span></li>
<li><a href="${f:esc(pageContext.request.contextPath)}/fail?how=exception">An exception</a><span>500; its text stays in the log</span></li>
<li><a href="${f:esc(pageContext.request.contextPath)}/fail?how=checked">A ServletException</a><span>500 as well</span></li>
<li><a href="${f:esc(pageContext.request.contextPath)}/slow?ms=abc">A parameter that makes no sense</a><span>400, and what was expected</span></li>
</ul>
</section>
<section class="panel">
<h2>Too late for one</h2>
<ul class="links">
<li><a href="${f:esc(pageContext.request.contextPath)}/fail?how=late">A page that breaks off</a><span>it promised 100,000 bytes, sent some, and failed</span></li>
</ul>
<p class="note">A correct server ends the connection, so that your browser or <code>curl</code> notices. An incorrect one lets the half page pass for a whole one.</p>
</section>
</t:page>
