<%@ page contentType="text/html; charset=UTF-8" import="javax.servlet.http.Cookie" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="fmt" uri="http://java.sun.com/jsp/jstl/fmt" %>
<%@ taglib prefix="fn" uri="http://java.sun.com/jsp/jstl/functions" %>
<%@ taglib prefix="shop" uri="/shop" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<% Cookie cookie = new Cookie("seen", "yes"); response.addCookie(cookie); %>
<p>cart: <c:out value="${cart}" default="empty"/></p>
<p><fmt:formatNumber value="1234.5" minFractionDigits="2"/> ${fn:toUpperCase('fn')}</p>
<p><shop:shout>loud</shop:shout> <t:box>tag file</t:box></p>
<p><%= request.getAttribute("javax.servlet.old") %></p>
<c:forEach begin="1" end="3" var="i">${i} </c:forEach>
<form action="cart" method="post"><input name="thing"></form>
