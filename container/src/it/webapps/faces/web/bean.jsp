<%@ page contentType="text/html; charset=UTF-8" %>bean in a page: ${desk.things[0]}
