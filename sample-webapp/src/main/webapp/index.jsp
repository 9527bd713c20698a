<%@ page session="false" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<%@ taglib prefix="f" uri="/WEB-INF/sample.tld" %>
<t:page title="It works." lead="This is the sample application. Each page shows one thing that a server for web applications has to do well." home="true">
<div class="cards">
<t:card href="/hello.jsp" title="Hello" text="The smallest pages there are."><a href="${f:esc(pageContext.request.contextPath)}/hello">servlet</a> <a href="${f:esc(pageContext.request.contextPath)}/hello.jsp">JSP</a> <a href="${f:esc(pageContext.request.contextPath)}/hello.json">JSON</a></t:card>
<t:card href="/session" title="Session" text="Started only on purpose, counted, renamed, ended."><a href="${f:esc(pageContext.request.contextPath)}/implicit-session.jsp">by accident</a></t:card>
<t:card href="/bodies.jsp" title="Bodies" text="Uploads and downloads of any size, streamed and checked."><a href="${f:esc(pageContext.request.contextPath)}/download.sha256?bytes=1000000">checksum</a> <a href="${f:esc(pageContext.request.contextPath)}/assets/lines.txt">static file</a></t:card>
<t:card href="/waiting.jsp" title="Waiting" text="Slow pages, asynchronous pages, events, and a page that calls its own server."><a href="${f:esc(pageContext.request.contextPath)}/slow?ms=500">slow</a> <a href="${f:esc(pageContext.request.contextPath)}/async?ms=500">async</a> <a href="${f:esc(pageContext.request.contextPath)}/self">itself</a></t:card>
<t:card href="/request" title="Request" text="Everything the server knows about what you sent."><a href="${f:esc(pageContext.request.contextPath)}/request/a/path?with=a&amp;query">with path and query</a></t:card>
<t:card href="/errors.jsp" title="Errors" text="What a visitor sees when something fails, early or late."><a href="${f:esc(pageContext.request.contextPath)}/no-such-page">404</a> <a href="${f:esc(pageContext.request.contextPath)}/fail?how=exception">500</a></t:card>
<section class="card wide">
<div>
<h2><a href="${f:esc(pageContext.request.contextPath)}/paper">1996, again</a></h2>
<p>The application that the first FastCGI performance paper measured, in this server: what a kept database connection and a cache are worth.</p>
<p class="small"><a href="${f:esc(pageContext.request.contextPath)}/paper">measure</a></p>
</div>
<svg viewBox="0 0 420 150" role="img" aria-label="Milliseconds per request in 1996: FastCGI 12.0, API with sustained connections 16.0, FastCGI without cache 20.1, API 36.6">
<g class="bars">
<rect x="0" y="4" width="82" height="26" rx="5"/><text x="92" y="22">12.0 ms, FastCGI</text>
<rect x="0" y="40" width="109" height="26" rx="5"/><text x="119" y="58">16.0, API, sustained connections</text>
<rect x="0" y="76" width="137" height="26" rx="5"/><text x="147" y="94">20.1, FastCGI without cache</text>
<rect x="0" y="112" width="250" height="26" rx="5"/><text x="260" y="130">36.6, API</text>
</g>
</svg>
</section>
</div>
</t:page>
