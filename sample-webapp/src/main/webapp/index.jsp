<%@ page session="false" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<%@ taglib prefix="f" uri="/WEB-INF/sample.tld" %>
<t:page title="It works." lead="This is the sample application. Each page shows one thing that a server for web applications has to do well.">
<div class="cards">
<t:card href="/hello.jsp" title="Hello" text="The smallest pages there are."><a href="${f:esc(pageContext.request.contextPath)}/hello">servlet</a> <a href="${f:esc(pageContext.request.contextPath)}/hello.jsp">JSP</a> <a href="${f:esc(pageContext.request.contextPath)}/hello.json">JSON</a></t:card>
<t:card href="/session" title="Session" text="Started only on purpose, counted, renamed, ended."><a href="${f:esc(pageContext.request.contextPath)}/implicit-session.jsp">by accident</a></t:card>
<t:card href="/bodies.jsp" title="Bodies" text="Uploads and downloads of any size, streamed and checked."><a href="${f:esc(pageContext.request.contextPath)}/download.sha256?bytes=1000000">checksum</a> <a href="${f:esc(pageContext.request.contextPath)}/assets/lines.txt">static file</a></t:card>
<t:card href="/waiting.jsp" title="Waiting" text="Slow pages, asynchronous pages, events, and a page that calls its own server."><a href="${f:esc(pageContext.request.contextPath)}/slow?ms=500">slow</a> <a href="${f:esc(pageContext.request.contextPath)}/async?ms=500">async</a> <a href="${f:esc(pageContext.request.contextPath)}/self">itself</a></t:card>
<t:card href="/request" title="Request" text="Everything the server knows about what you sent."><a href="${f:esc(pageContext.request.contextPath)}/request/a/path?with=a&amp;query">with path and query</a></t:card>
<t:card href="/errors.jsp" title="Errors" text="What a visitor sees when something fails, early or late."><a href="${f:esc(pageContext.request.contextPath)}/no-such-page">404</a> <a href="${f:esc(pageContext.request.contextPath)}/fail?how=exception">500</a></t:card>
<t:card href="/paper" title="1996" text="The application of the first FastCGI performance paper, measured again."><a href="${f:esc(pageContext.request.contextPath)}/paper">measure</a></t:card>
</div>
</t:page>
