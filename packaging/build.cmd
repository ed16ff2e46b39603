@echo off
rem Builds installers of CTSR Studio for Windows:
rem   packaging\build              all of them
rem   packaging\build msi          some of: msi, zip
rem   packaging\build image        only the application's folder
rem They appear in target\package\installers. packaging\README.md says what it needs.
rem
rem Environment: JAVA_HOME  the JDK whose runtime is shipped (default: java on PATH)
setlocal EnableExtensions
for %%i in ("%~dp0..") do set "ROOT=%%~fi"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
where /q mvn
if errorlevel 1 (
  echo packaging\build: Maven was not found. Install Maven 3.8.7 or newer. 1>&2
  exit /b 1
)
pushd "%ROOT%"
rem From nothing: whatever an earlier build left in the folders of libraries would be shipped.
call mvn -q -B -pl engine,app,packaging -Dmaven.test.skip=true -Dspotless.check.skip=true clean package
if errorlevel 1 exit /b 1
"%JAVA%" -cp "packaging\target\ctsr-packaging-0.1.0.jar;packaging\target\lib\*;app\target\lib\*" org.ctsr.packaging.Build "%ROOT%" %*
exit /b %ERRORLEVEL%
