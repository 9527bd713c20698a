<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" description="The frame of every page" %>
<%@ attribute name="title" required="true" %>
<%@ attribute name="lead" required="false" %>
<%@ attribute name="script" required="false" %>
<%@ attribute name="home" required="false" type="java.lang.Boolean" %>
<%@ taglib prefix="f" uri="/WEB-INF/sample.tld" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${f:esc(title)} · Culvert sample</title>
<link rel="icon" href="${f:esc(pageContext.request.contextPath)}/assets/culvert.svg" type="image/svg+xml">
<link rel="stylesheet" href="${f:esc(pageContext.request.contextPath)}/assets/sample.css">
<t:when test="${not empty script}"><script src="${f:esc(pageContext.request.contextPath)}/assets/${f:esc(script)}" defer></script></t:when>
</head>
<body>
<a class="skip" href="#content">To the content</a>
<header class="bar">
<a class="brand" href="${f:esc(pageContext.request.contextPath)}/"><img src="${f:esc(pageContext.request.contextPath)}/assets/culvert.svg" alt="" width="28" height="28"> Culvert <span>sample</span></a>
<nav aria-label="Pages">
<a href="${f:esc(pageContext.request.contextPath)}/hello.jsp">Hello</a>
<a href="${f:esc(pageContext.request.contextPath)}/session">Session</a>
<a href="${f:esc(pageContext.request.contextPath)}/bodies.jsp">Bodies</a>
<a href="${f:esc(pageContext.request.contextPath)}/waiting.jsp">Waiting</a>
<a href="${f:esc(pageContext.request.contextPath)}/request">Request</a>
<a href="${f:esc(pageContext.request.contextPath)}/errors.jsp">Errors</a>
<a href="${f:esc(pageContext.request.contextPath)}/paper">1996</a>
</nav>
</header>
<main id="content" class="${f:esc(home ? 'home' : 'page')}">
<h1>${f:esc(title)}</h1>
<t:when test="${not empty lead}"><p class="lead">${f:esc(lead)}</p></t:when>
<jsp:doBody/>
</main>
<footer>Served by ${f:esc(pageContext.servletContext.serverInfo)} · Servlet ${f:esc(pageContext.servletContext.majorVersion)}.${f:esc(pageContext.servletContext.minorVersion)}</footer>
</body>
</html>
