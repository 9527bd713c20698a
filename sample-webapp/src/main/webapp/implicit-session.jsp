<%-- No session="false" here, which is the point: this page starts a session although it has no use for one. --%>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<%@ taglib prefix="f" uri="/WEB-INF/sample.tld" %>
<t:page title="A session nobody asked for" lead="This page needs no session, but it is a JSP that does not say so.">
<section class="panel facts">
<h2>What it caused</h2>
<dl>
<div><dt>The page asked for</dt><dd>a session, by default</dd></div>
<div><dt>The page stored in it</dt><dd>nothing</dd></div>
<div><dt>The session is new</dt><dd>${f:esc(pageContext.session['new'] ? 'yes' : 'no')}</dd></div>
</dl>
</section>
<p>Fetch it many times without cookies and watch the server's sessions:</p>
<pre><code>for i in $(seq 1000); do curl -s -o /dev/null <var>http://this-server</var>${f:esc(pageContext.request.contextPath)}/implicit-session.jsp; done</code></pre>
</t:page>
