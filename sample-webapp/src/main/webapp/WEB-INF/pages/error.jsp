<%@ page session="false" isErrorPage="true" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<%@ taglib prefix="f" uri="/WEB-INF/sample.tld" %>
<t:page title="${pageContext.errorData.statusCode eq 404 ? 'Nothing is here' : pageContext.errorData.statusCode ge 500 ? 'That went wrong' : 'That cannot be done'}">
<p class="status">${f:esc(pageContext.errorData.statusCode)}</p>
<%-- an exception's message is for the log, not for the visitor --%>
<p class="lead">${f:esc(pageContext.errorData.throwable eq null ? requestScope['jakarta.servlet.error.message'] : 'The application threw an exception. The server\'s log says which.')}</p>
<section class="panel facts">
<h2>What is known</h2>
<dl>
<div><dt>Requested</dt><dd>${f:esc(requestScope['jakarta.servlet.error.request_uri'])}</dd></div>
<div><dt>Request id</dt><dd>${f:esc(pageContext.request.requestId)}</dd></div>
</dl>
</section>
<p><a class="button" href="${f:esc(pageContext.request.contextPath)}/">All pages</a></p>
</t:page>
