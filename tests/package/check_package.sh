#!/usr/bin/env bash
# Installs the build, and builds and runs a program against what was installed: check_package.sh BUILD_DIR SOURCE_DIR
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cmake --install "$1" --prefix "$work/prefix" >"$work/install.log"
# Moved, so that nothing can depend on where it was installed first.
mv "$work/prefix" "$work/moved"
cmake -S "$2/tests/package" -B "$work/build" -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_PREFIX_PATH="$work/moved"
cmake --build "$work/build"
"$work/build/user"
"$work/moved/bin/normscope" --version
# Headers of the package and no others.
diff <(cd "$work/moved/include" && find . -type f | sort) - <<'LIST'
./normscope/nn/BatchNorm.h
./normscope/nn/BatchNormOptions.h
./normscope/nn/Reshape.h
LIST
