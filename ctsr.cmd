@echo off
rem Starts CTSR Studio from a checkout: without arguments the desktop application,
rem otherwise the command line. Builds first whatever is missing or out of date.
rem
rem Environment: JAVA_HOME       the Java to use (default: java on PATH)
rem              CTSR_JAVA_OPTS  more options for it, such as -Xmx8g
setlocal EnableExtensions DisableDelayedExpansion

for %%i in ("%~dp0.") do set "ROOT=%%~fi"
set "STATE=%ROOT%\target\launcher"
set "ARCHIVE=%STATE%\classes.jsa"
set "CLI_JAR=%ROOT%\engine\target\ctsr-engine-0.1.0.jar"
set "APP_JAR=%ROOT%\app\target\ctsr-app-0.1.0.jar"

rem --- Java
if defined JAVA_HOME goto java_home
set "JAVA="
for %%i in (java.exe) do set "JAVA=%%~$PATH:i"
if not defined JAVA (
  echo ctsr: Java was not found. Install JDK 17 or newer, or set JAVA_HOME. 1>&2
  exit /b 1
)
goto java_version
:java_home
set "JAVA=%JAVA_HOME%\bin\java.exe"
if not exist "%JAVA%" (
  echo ctsr: JAVA_HOME is "%JAVA_HOME%", which has no bin\java.exe. Set it to a JDK, 17 or newer. 1>&2
  exit /b 1
)
:java_version
rem A JDK says its version in a file; asking Java itself costs as much as starting the program.
set "VERSION="
for %%i in ("%JAVA%") do set "RELEASE=%%~dpi..\release"
if exist "%RELEASE%" (
  for /f "usebackq tokens=1,* delims==" %%a in ("%RELEASE%") do if "%%a"=="JAVA_VERSION" set "VERSION=%%~b"
)
if not defined VERSION (
  for /f "tokens=3" %%v in ('""%JAVA%" -version 2^>^&1"') do if not defined VERSION set "VERSION=%%~v"
)
set "MAJOR=0"
for /f "delims=.-+" %%v in ("%VERSION%") do set "MAJOR=%%v"
if %MAJOR% LSS 17 (
  echo ctsr: JDK 17 or newer is needed; "%JAVA%" is version %VERSION%. Set JAVA_HOME to a newer one. 1>&2
  exit /b 1
)

rem --- Build. A copy of the sources as they were built shows whether one has changed.
set "STALE="
if not exist "%CLI_JAR%" set "STALE=1"
if not exist "%APP_JAR%" set "STALE=1"
if not defined STALE call :mirror /L
if not defined STALE goto start
where /q mvn
if errorlevel 1 (
  echo ctsr: Maven is needed to build the program first. Install Maven 3.8.7 or newer and JDK 17 or newer. 1>&2
  exit /b 1
)
echo ctsr: building the program; this takes a minute the first time 1>&2
if not exist "%STATE%" mkdir "%STATE%"
call :mirror
pushd "%ROOT%"
call mvn -q -B -pl engine,app -Dmaven.test.skip=true -Dspotless.check.skip=true package <nul >"%STATE%\build.log" 2>&1
set "BUILD=%ERRORLEVEL%"
popd
if not "%BUILD%"=="0" (
  rmdir /s /q "%STATE%\sources" 2>nul
  findstr /c:"ERROR" "%STATE%\build.log" 1>&2
  echo ctsr: the build failed. It needs JDK 17 or newer, Maven 3.8.7 or newer and, the first time, the network. 1>&2
  echo ctsr: everything it said: "%STATE%\build.log" 1>&2
  exit /b 1
)
del /q "%ARCHIVE%" 2>nul

:start
rem Most memory is PyTorch's own, outside Java's heap. Java's warnings would go to standard output, among the results.
set "OPTIONS=-XX:MaxRAMPercentage=40 -Xlog:disable -Xlog:all=error:stderr -Dfile.encoding=UTF-8"
if %MAJOR% GEQ 24 set "OPTIONS=%OPTIONS% --enable-native-access=ALL-UNNAMED"

rem Nothing, or photos and folders to open: the window. A command's name wins over a file of that name.
if "%~1"=="" goto window
for %%c in (upscale evaluate train models gpu benchmark generate-completion) do if /i "%~1"=="%%c" goto command_line
set "FIRST=%~1"
if "%FIRST:~0,1%"=="-" goto command_line
if not exist "%~1" goto command_line
:window
if %MAJOR% GEQ 24 set "OPTIONS=%OPTIONS% --enable-native-access=javafx.graphics --sun-misc-unsafe-memory-access=allow"
"%JAVA%" %OPTIONS% -XX:+UseZGC --module-path "%ROOT%\app\target\javafx" --add-modules javafx.controls "-Dctsr.home=%ROOT%" %CTSR_JAVA_OPTS% -cp "%APP_JAR%" org.ctsr.app.Main %*
exit /b %ERRORLEVEL%

:command_line
rem Class data sharing: a start from an archive of the classes a command loads is faster.
if exist "%ARCHIVE%" goto run
if not exist "%STATE%" mkdir "%STATE%" 2>nul
"%JAVA%" "-XX:ArchiveClassesAtExit=%ARCHIVE%.new" -Xlog:disable -Djava.awt.headless=true "-Dctsr.home=%ROOT%" -cp "%CLI_JAR%" org.ctsr.engine.cli.Ctsr models >nul 2>&1
if exist "%ARCHIVE%.new" move /y "%ARCHIVE%.new" "%ARCHIVE%" >nul 2>&1
:run
"%JAVA%" %OPTIONS% -XX:+UseParallelGC "-XX:SharedArchiveFile=%ARCHIVE%" -Djava.awt.headless=true "-Dctsr.home=%ROOT%" %CTSR_JAVA_OPTS% -cp "%CLI_JAR%" org.ctsr.engine.cli.Ctsr %*
exit /b %ERRORLEVEL%

rem Makes the copy of the sources equal to them; with /L only finds out whether it is (sets STALE).
:mirror
call :mirror_folder engine\src\main %1
call :mirror_folder app\src\main %1
for %%p in (pom.xml engine\pom.xml app\pom.xml) do call :mirror_file %%p %1
exit /b 0

:mirror_folder
rem Robocopy ends with 0 where nothing differs, with 1 to 7 where something does, with more on failure.
robocopy "%ROOT%\%1" "%STATE%\sources\%1" /MIR /NJH /NJS /NFL /NDL /NP %2 >nul 2>&1
if not errorlevel 1 exit /b 0
set "STALE=1"
exit /b 0

:mirror_file
fc /b "%ROOT%\%1" "%STATE%\sources\%1" >nul 2>&1
if not errorlevel 1 exit /b 0
set "STALE=1"
if "%2"=="/L" exit /b 0
copy /y "%ROOT%\%1" "%STATE%\sources\%1" >nul
exit /b 0
