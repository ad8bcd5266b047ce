@echo off
rem Tickwire's launcher for Windows: runs the right jar.
setlocal
set "home=%~dp0.."
set "command=%~1"
set "jar=tickwire-demo-client.jar"
set "program="
set "options="
set "flags="
if "%command%"=="" goto usage
if "%command%"=="--help" goto usage
if "%command%"=="-h" goto usage
if "%command%"=="help" goto usage
if "%command%"=="serve" goto serve
if "%command%"=="dev" goto dev
if "%command%"=="replay" goto replay
if "%command%"=="config" goto server
if "%command%"=="players" goto server
if "%command%"=="rooms" goto server
if "%command%"=="new" goto new
if "%command%"=="swarm" goto run
if "%command%"=="types" goto run
echo tickwire: there is no command '%command%'; tickwire --help lists them. 1>&2
exit /b 2

:usage
echo Usage: tickwire COMMAND [OPTIONS]
echo.
echo   serve     the server, and the sample pages
echo   dev       a game while you write it: what you save is in its rooms a second later
echo   replay    plays a recording of a room again: in a browser, as text, as a test
echo   swarm     bots at a server's rooms, and a report
echo   config    check a config file, and print the effective values
echo   players   show or erase what games keep of a player
echo   rooms     list, export or delete rooms that are kept
echo   new       a project for a game of your own
echo   types     TypeScript types of a game's tables and inputs
echo.
echo tickwire COMMAND --help tells a command's options. JAVA_OPTS is given to the JVM.
if "%command%"=="" exit /b 2
exit /b 0

:replay
set "options=--console "%home%\console""
goto server

:dev
set "program=-cp "%home%\lib\tickwire-server.jar;%home%\lib\teavm\*" dev.tickwire.server.Main"
:serve
set "options=--web "%home%\web" --console "%home%\console""
set "flags=-XX:+UseParallelGC"
if not defined JAVA_OPTS set "flags=-XX:+UseParallelGC -Xms40m -Xmn16m"
:server
set "jar=tickwire-server.jar"
goto run

:new
set "options=--libraries "%home%\maven""

:run
set "java=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"
set "version="
for /f "tokens=3" %%v in ('"%java%" -version 2^>^&1 ^| findstr /c:" version "') do set "version=%%~v"
for /f "delims=.-+" %%m in ("%version%") do set "version=%%m"
if not defined version (
  echo tickwire: Java 17 or newer is needed, and there is none on the PATH. 1>&2
  exit /b 2
)
if %version% LSS 17 (
  echo tickwire: Java 17 or newer is needed; this is version %version%. 1>&2
  exit /b 2
)
if %version% GEQ 24 set "flags=%flags% --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"
if not defined program set "program=-jar "%home%\lib\%jar%""
"%java%" %flags% %JAVA_OPTS% %program% %* %options%
