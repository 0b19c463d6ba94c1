/*
 * A PKCS#11 module that hands every call on to SoftHSM and behaves as tokens do on a bad day. What it
 * does is said by files in FOLDER: "slow" (its text is milliseconds, before each signature), "pulled"
 * (the token is not in its slot), "locked" (the PIN is locked). FOLDER and LIBRARY come from the compiler.
 *
 * PKCS#11 2.40, CK_FUNCTION_LIST: a version, then the functions in the order of pkcs11f.h.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

typedef unsigned long rv;
enum { GET_FUNCTION_LIST = 3, OPEN_SESSION = 12, LOGIN = 18, SIGN = 43, FUNCTIONS = 68 };
enum { OK = 0, DEVICE_REMOVED = 0x32, PIN_LOCKED = 0xA4, TOKEN_NOT_PRESENT = 0xE0 };

struct list {
    unsigned char version[2];
    void *functions[FUNCTIONS];
};

static struct list strange;
static struct list *real;

static int is(const char *file) { return access(file, F_OK) == 0; }

static rv open_session(rv slot, rv flags, void *context, void *notify, void *session) {
    if (is(FOLDER "/pulled")) return TOKEN_NOT_PRESENT;
    return ((rv(*)(rv, rv, void *, void *, void *)) real->functions[OPEN_SESSION])(
        slot, flags, context, notify, session);
}

static rv login(rv session, rv user, void *pin, rv length) {
    if (is(FOLDER "/locked")) return PIN_LOCKED;
    return ((rv(*)(rv, rv, void *, rv)) real->functions[LOGIN])(session, user, pin, length);
}

static rv sign(rv session, void *data, rv length, void *signature, void *signature_length) {
    FILE *slow = fopen(FOLDER "/slow", "r");
    long milliseconds = 0;
    if (slow != NULL) {
        if (fscanf(slow, "%ld", &milliseconds) != 1) milliseconds = 0;
        fclose(slow);
    }
    struct timespec pause = {milliseconds / 1000, milliseconds % 1000 * 1000000};
    nanosleep(&pause, NULL);
    if (is(FOLDER "/pulled")) return DEVICE_REMOVED;
    return ((rv(*)(rv, void *, rv, void *, void *)) real->functions[SIGN])(
        session, data, length, signature, signature_length);
}

rv C_GetFunctionList(struct list **given) {
    if (real == NULL) {
        setenv("SOFTHSM2_CONF", FOLDER "/softhsm2.conf", 1);
        void *library = dlopen(LIBRARY, RTLD_NOW);
        if (library == NULL) return 5; /* CKR_GENERAL_ERROR */
        rv (*get)(struct list **) = (rv(*)(struct list **)) dlsym(library, "C_GetFunctionList");
        rv answer = get(&real);
        if (answer != OK) return answer;
        strange = *real;
        strange.functions[GET_FUNCTION_LIST] = (void *) C_GetFunctionList;
        strange.functions[OPEN_SESSION] = (void *) open_session;
        strange.functions[LOGIN] = (void *) login;
        strange.functions[SIGN] = (void *) sign;
    }
    *given = &strange;
    return OK;
}
