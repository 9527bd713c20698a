<%@page contentType="text/plain;charset=utf-8" trimDirectiveWhitespaces="true"%>
served by <%= System.identityHashCode(getClass()) %>
