<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" description="A card of the front page; its body is a row of small links" %>
<%@ attribute name="href" required="true" %>
<%@ attribute name="title" required="true" %>
<%@ attribute name="text" required="true" %>
<%@ taglib prefix="f" uri="/WEB-INF/sample.tld" %>
<section class="card">
<h2><a href="${f:esc(pageContext.request.contextPath)}${f:esc(href)}">${f:esc(title)}</a></h2>
<p>${f:esc(text)}</p>
<p class="small"><jsp:doBody/></p>
</section>
